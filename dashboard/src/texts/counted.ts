/** A number and what is counted. */
export const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
export const students = (n: number) => counted(n, 'student', 'students');
export const people = (n: number) => counted(n, 'person', 'people');
