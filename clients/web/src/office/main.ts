import { mount } from 'svelte';
import '../lib/theme/theme.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('the page lacks #app');
mount(App, { target });
