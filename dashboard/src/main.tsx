import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, AppContext } from './app';
import { readConfig } from './config';
import { Frame } from './frame/Frame';
import { Themed } from './frame/Themed';
import './page.css';

const app = new App(await readConfig());

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppContext value={app}>
      <Themed>
        <Frame />
      </Themed>
    </AppContext>
  </StrictMode>,
);
