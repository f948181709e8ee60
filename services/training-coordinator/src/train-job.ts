import { jobFiles, readJob, ReportWriter } from './report-file.js';
import { carryOut } from './train.js';

/** Entry of a trainer that runs elsewhere: `node train-job.js JOB.json`. Its reports go into a file beside the job. */
const [, , file = ''] = process.argv;
const job = await readJob(file);
const reports = new ReportWriter(jobFiles(job).reports);
await carryOut(job, (report) => reports.write(report));
process.exit(0);
