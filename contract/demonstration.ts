/**
 * The password of every card in a demonstration that has one: no secret, the login page says it, so that whoever tries
 * the program can change it with the old one known. No run, no repetition and nobody's birth date, like any other.
 */
export const demonstrationCardPin = '528046';
