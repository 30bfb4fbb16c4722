/** A command of the lifecycle with what it was called with, as words. */
export type LifecycleCall =
  | {
      readonly name: 'plan';
      readonly feed?: string;
      readonly out?: string;
      readonly today?: string;
      readonly refresh?: boolean;
      readonly explain?: string;
    }
  | {
      readonly name: 'show';
      readonly plan: string;
      readonly person?: readonly string[];
      readonly app?: readonly string[];
      readonly csv?: true;
      readonly redact?: string;
    }
  | {
      readonly name: 'approve';
      readonly plan: string;
      readonly person?: readonly string[];
      readonly allow: Readonly<Record<string, string>>;
      readonly key?: string;
    }
  | { readonly name: 'link'; readonly person: string; readonly app: string; readonly account: string }
  | {
      readonly name: 'apply';
      readonly plan: string;
      readonly person?: readonly string[];
      readonly app?: readonly string[];
      readonly yes?: true;
    }
  | { readonly name: 'runs'; readonly verb: 'list' }
  | { readonly name: 'runs'; readonly verb: 'show' | 'resume' | 'cancel' | 'retry'; readonly run: string }
  | {
      readonly name: 'undo';
      readonly run: string;
      readonly person?: readonly string[];
      readonly out?: string;
    }
  | { readonly name: 'report'; readonly run: string; readonly attest?: true; readonly out?: string }
  | { readonly name: 'worker'; readonly once?: true }
  | { readonly name: 'feed'; readonly verb: 'check'; readonly file: string | undefined }
  | { readonly name: 'db'; readonly verb: 'status' | 'start' | 'stop' | 'doctor' }
  | { readonly name: 'db'; readonly verb: 'backup' | 'restore' | 'move'; readonly target: string };
