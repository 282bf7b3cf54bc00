package dev.bailiwick;

import dev.bailiwick.id.Revision;

/**
 * What a change left behind, and the revision that it made.
 *
 * @param value the list, or the value, after the change
 * @param revision of every tenant that the change touched; where nothing had to be changed, the
 *     present one
 */
public record Written<T>(T value, Revision revision) {}
