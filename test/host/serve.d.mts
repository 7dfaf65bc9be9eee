export function serve(options?: { port?: number }): Promise<{ address: string; close(): Promise<void> }>;
export function wrapPlugin(main: string, manifest: { id: string; [key: string]: unknown }): string;
