package dev.bailiwick.store;

import dev.bailiwick.audit.AuditRepository;
import dev.bailiwick.grant.GrantRepository;
import dev.bailiwick.operation.OperationRepository;
import dev.bailiwick.org.OrgRepository;
import dev.bailiwick.resource.ResourceRepository;
import dev.bailiwick.team.TeamRepository;
import dev.bailiwick.user.UserRepository;

/** A view that holds the locks of some tenants, and writes to them. */
public interface Transaction extends View {
  @Override
  UserRepository.Writer users();

  @Override
  OrgRepository.Writer orgs();

  @Override
  TeamRepository.Writer teams();

  @Override
  ResourceRepository.Writer resources();

  @Override
  GrantRepository.Writer grants();

  @Override
  AuditRepository.Writer audit();

  @Override
  OperationRepository.Writer operations();

  /** A number that no user, org or team of this store has or had, positive. */
  long nextId();
}
