package dev.bailiwick.examples.quickstart;

/**
 * Somebody whom a file names.
 *
 * @param login in lower case: what makes them the same person everywhere
 * @param spelled as it stands in the file
 */
record Person(String login, String spelled) {}
