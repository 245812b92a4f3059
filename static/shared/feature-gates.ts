/** Stands for `@atlaskit/feature-gate-js-client`, for the same reason as `feature-flags.ts`: no gate is open. */
const closed = {
  initializeCalled: () => false,
  initializeCompleted: () => false,
  checkGate: (_gate: string) => false,
  getExperimentValue: <T>(_experiment: string, _parameter: string, otherwise: T): T => otherwise,
};

export default closed;
