package dev.bailiwick.internal.write;

import dev.bailiwick.delegation.Delegation;
import dev.bailiwick.impersonation.Impersonation;
import dev.bailiwick.impersonation.SupportAccess;
import dev.bailiwick.store.StoredDelegation;
import dev.bailiwick.store.StoredImpersonation;
import dev.bailiwick.store.Transaction;
import java.util.Optional;

/**
 * The writes of impersonations and delegations within a {@link Change}. Each adds the thing to the
 * entry of its org.
 */
public final class ImpersonationChanges {
  private final ChangeEntries entries;
  private final Transaction tx;

  ImpersonationChanges(ChangeEntries entries, Transaction tx) {
    this.entries = entries;
    this.tx = tx;
  }

  public void create(StoredImpersonation begun) {
    entries.created(begun.impersonation(), begun.impersonation().org());
    tx.impersonations().save(begun);
  }

  public void delete(Impersonation impersonation) {
    entries.deleted(impersonation, impersonation.org());
    tx.impersonations().delete(impersonation);
  }

  public void create(StoredDelegation allowed) {
    entries.created(allowed.delegation(), allowed.delegation().org());
    tx.delegations().save(allowed);
  }

  public void delete(Delegation delegation) {
    entries.deleted(delegation, delegation.org());
    tx.delegations().delete(delegation);
  }

  public void save(Optional<SupportAccess> before, SupportAccess after) {
    if (entries.recorded(before, after, after.org())) {
      tx.impersonations().save(after);
    }
  }

  public void delete(SupportAccess support) {
    entries.deleted(support, support.org());
    tx.impersonations().delete(support);
  }
}
