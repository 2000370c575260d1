import { appendFileSync } from 'node:fs';

/** A Jest reporter: says which tests were skipped and why, and notes the counts for the closing line. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    for (const { testFilePath, testResults } of results.testResults) {
      for (const { status, fullName } of testResults) {
        if (status === 'pending') console.log(`skipped: ${testFilePath}: ${fullName}`);
      }
    }
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = results;
    const broken = testResults.filter(({ testExecError }) => testExecError).length;
    const counts = { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
    if (process.env.TESSERA_COUNTS) appendFileSync(process.env.TESSERA_COUNTS, `${JSON.stringify(counts)}\n`);
  }
}
