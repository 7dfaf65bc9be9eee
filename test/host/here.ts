import type { App } from "./app";

/** The running app, for the few parts of the API that are not given one: a menu, a stray text field. */
export const host = {} as { app: App };
