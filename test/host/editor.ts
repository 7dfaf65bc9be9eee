export type Editor = never;
