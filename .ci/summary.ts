/** Prints "N passed, N failed" from vitest's JSON report; steps that failed without a failed test count as one. */
import { readFileSync } from 'node:fs';

const [report = '', failedSteps = '0'] = process.argv.slice(2);

function counts(): { passed: number; failed: number } {
  try {
    const {
      numPassedTests = 0,
      numFailedTests = 0,
      numFailedTestSuites = 0,
    } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests > 0 ? numFailedTests : numFailedTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const { passed, failed } = counts();
const total = Math.max(failed, Number(failedSteps) > 0 ? Math.max(failed, 1) : 0);
console.log(`${passed} passed, ${total} failed`);
process.exit(total > 0 ? 1 : 0);
