package dev.bailiwick.internal.write;

import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.audit.Erasure;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.AuditRepository;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The people whose personal data one change removes from the logs. */
final class ErasedPeople {
  private final Map<Erasure, Set<UserId>> people = new EnumMap<>(Erasure.class);

  void add(UserId person, Erasure erasure) {
    people.computeIfAbsent(erasure, unused -> new LinkedHashSet<>()).add(person);
  }

  /** Returns an entry without the data of these people. */
  AuditEntry without(AuditEntry entry) {
    AuditEntry left = entry;
    for (Map.Entry<Erasure, Set<UserId>> some : people.entrySet()) {
      left = left.without(some.getValue(), some.getKey());
    }
    return left;
  }

  /** Removes the data of these people from the entries that are stored. */
  void erase(AuditRepository.Writer logs) {
    people.forEach((erasure, some) -> logs.eraseAll(some, erasure));
  }
}
