import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RequestRefused } from './api/answered.ts';
import { App } from './app.tsx';
import './look/tokens.css';
import './look/base.css';
import './look/parts.css';
import './look/states.css';
import './look/forms.css';

/** A refusal stays one; what could not be reached may be reached the next moment. */
const mayHelp = (error: Error): boolean =>
  error instanceof RequestRefused && (error.code === 'unreachable' || error.code === 'unavailable');

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && mayHelp(error),
    },
    mutations: { networkMode: 'always' },
  },
});

const place = document.getElementById('app');
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
