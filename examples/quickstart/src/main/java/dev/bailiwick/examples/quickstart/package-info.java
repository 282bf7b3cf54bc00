/**
 * Loads a folder in the format of github.com/kubernetes/org into Bailiwick and answers questions
 * about permissions: {@code FolderReader} reads and checks every file, {@code Loader} makes the
 * calls, {@code Review} and {@code Questions} ask.
 */
@NullMarked
package dev.bailiwick.examples.quickstart;

import org.jspecify.annotations.NullMarked;
