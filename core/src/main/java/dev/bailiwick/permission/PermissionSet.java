package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import java.util.BitSet;

/** An immutable set of permissions of one model, stored as bits. */
public final class PermissionSet {
  private final Model model;
  private final BitSet bits;

  /**
   * Creates a set that keeps the given bits without a copy. The caller must not change them
   * afterwards.
   */
  PermissionSet(Model model, BitSet bits) {
    this.model = model;
    this.bits = bits;
  }

  /** Whether this set contains the permission. */
  public boolean contains(Permission permission) {
    return bits.get(model.index(permission));
  }

  /** Whether this set contains every permission of the other set. */
  public boolean containsAll(PermissionSet other) {
    return given(other, "other").minus(this).isEmpty();
  }

  /** Whether this set contains no permission. */
  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /** Whether this set contains every permission of the model. */
  public boolean isAll() {
    return containsAll(model.all());
  }

  /** Returns the permissions of this set and of the other set together. */
  public PermissionSet and(PermissionSet other) {
    BitSet result = (BitSet) bits.clone();
    result.or(given(other, "other").bits);
    return new PermissionSet(model, result);
  }

  /** Returns the permissions of this set that the other set does not contain. */
  public PermissionSet minus(PermissionSet other) {
    BitSet result = (BitSet) bits.clone();
    result.andNot(given(other, "other").bits);
    return new PermissionSet(model, result);
  }

  /** The permissions, in the order in which the model declares them. */
  public ImmutableSet<Permission> toSet() {
    return bits.stream().mapToObj(model::at).collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PermissionSet that && model == that.model && bits.equals(that.bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    return toSet().toString();
  }
}
