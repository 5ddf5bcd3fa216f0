import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FluentProvider, Title1, webLightTheme } from '@fluentui/react-components';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <FluentProvider theme={webLightTheme}>
      <Title1 as="h1">Class sessions</Title1>
    </FluentProvider>
  </StrictMode>,
);
