import { mount } from 'svelte';
import '../lib/theme/theme.css';
import { session } from '../lib/session/session.svelte.ts';
import App from './App.svelte';
import { desk } from './desk.svelte.ts';
import { shell } from './worker/shell.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('the page lacks #app');
session.keep = true;
mount(App, { target });
void desk.start();
void shell.start();
