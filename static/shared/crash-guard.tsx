import { Component, type ReactNode } from 'react';

interface Properties {
  /** Shown in place of what crashed; gets how to try again. */
  readonly fallback: (tryAgain: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Keeps a mistake in rendering from leaving an empty page. */
export class CrashGuard extends Component<Properties, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return this.props.fallback(() => this.setState({ crashed: false }));
  }
}
