/** The use, change and reset of passwords. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.internal.password;
