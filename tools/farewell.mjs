// What ./run says when a part has stopped by itself.

/**
 * Wrong settings stop the function app before it is up, with exit code 1 and a line for each: those lines are all there is to say.
 * @returns the lines, each to be printed as it is.
 */
export function farewell({ name, code, signal, isUp, log, logFile }) {
  const lines = log.trimEnd().split('\n');
  if (name === 'functions' && code === 1 && !isUp) return lines;
  return [`run: ${name} stopped by itself (${signal ?? code}). The end of ${logFile}:`, ...lines.slice(-15)];
}
