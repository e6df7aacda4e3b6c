import { Component, type ReactNode } from 'react';
import { Failed } from '../look/states';

/** Shows what went wrong where a page fails, and leaves the head in its place. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? (
      <Failed error={this.state.error} retry={() => location.reload()} />
    ) : (
      this.props.children
    );
  }
}
