export type Theme = 'auto' | 'light' | 'dark';
const KEPT = 'sweet17.theme';

class Choice {
  current = $state<Theme>(kept());

  set(theme: Theme): void {
    localStorage.setItem(KEPT, theme);
    this.current = theme;
    show(theme);
  }
}

function kept(): Theme {
  const theme = localStorage.getItem(KEPT);
  return theme === 'light' || theme === 'dark' ? theme : 'auto';
}

function show(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** Light or dark: what the device says, unless something else was chosen here. */
export const theme = new Choice();
show(theme.current);
