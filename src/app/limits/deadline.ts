export { type Deadline, deadlineIn } from '../../storage/deadline.ts';
