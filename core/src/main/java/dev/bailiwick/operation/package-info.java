/**
 * What a store keeps of changes that were asked for under an id, so that whoever asks again,
 * because the reply was lost, is told what was done and it is done once.
 */
@NullMarked
package dev.bailiwick.operation;

import org.jspecify.annotations.NullMarked;
