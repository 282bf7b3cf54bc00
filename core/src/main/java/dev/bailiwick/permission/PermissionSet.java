package dev.bailiwick.permission;

import static dev.bailiwick.error.InvalidParameter.given;

import com.google.common.collect.ImmutableSet;
import java.util.BitSet;

/** A set of permissions of one model, as bits; immutable. */
public final class PermissionSet {
  private final Model model;
  private final BitSet bits;

  /** Takes the bits over: nobody else may change them after. */
  PermissionSet(Model model, BitSet bits) {
    this.model = model;
    this.bits = bits;
  }

  /** Whether the permission is in it. */
  public boolean contains(Permission permission) {
    return bits.get(model.index(permission));
  }

  /** Whether every permission of the other set is in it. */
  public boolean containsAll(PermissionSet other) {
    return given(other, "other").minus(this).isEmpty();
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /** Whether every permission of the model is in it. */
  public boolean isAll() {
    return containsAll(model.all());
  }

  /** What is in either. */
  public PermissionSet and(PermissionSet other) {
    BitSet result = (BitSet) bits.clone();
    result.or(given(other, "other").bits);
    return new PermissionSet(model, result);
  }

  /** What is in this, but not in the other. */
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
