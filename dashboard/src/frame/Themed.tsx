import { FluentProvider, makeStyles, tokens, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore, type ReactNode } from 'react';

const dark = matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

const useStyles = makeStyles({
  page: { backgroundColor: tokens.colorNeutralBackground2, minWidth: 0 },
});

/** Dark or light, as the system is. */
export function Themed({ children }: { children: ReactNode }) {
  const isDark = useSyncExternalStore(subscribe, () => dark.matches);
  return (
    <FluentProvider theme={isDark ? webDarkTheme : webLightTheme} className={useStyles().page}>
      {children}
    </FluentProvider>
  );
}
