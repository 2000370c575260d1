import { Layouts, Page } from '@strapi/strapi/admin';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useSay } from '../text/text';
import { Navigation } from './Navigation';
import { PAGES } from './pages';
import { WithRight } from './rights';

const ROUTES = PAGES.map(({ path, right, load }) => ({ path, right, Component: lazy(load) }));

/** Everything below `/plugins/tessera`. */
export default function App() {
  const say = useSay();
  return (
    <Layouts.Root sideNav={<Navigation />}>
      <Suspense fallback={<Page.Loading>{say('page.loading')}</Page.Loading>}>
        <Routes>
          {ROUTES.map(({ path, right, Component }) => (
            <Route
              key={path}
              path={path}
              element={
                <WithRight right={right}>
                  <Component />
                </WithRight>
              }
            />
          ))}
          <Route path="*" element={<Page.Error />} />
        </Routes>
      </Suspense>
    </Layouts.Root>
  );
}
