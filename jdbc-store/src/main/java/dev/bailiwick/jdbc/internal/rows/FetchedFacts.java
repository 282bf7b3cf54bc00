package dev.bailiwick.jdbc.internal.rows;

import dev.bailiwick.grant.Grant;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.ResourceId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.org.Membership;
import dev.bailiwick.org.Suspension;
import dev.bailiwick.resource.Resource;
import dev.bailiwick.team.Seat;
import java.util.Optional;

/**
 * The rows of one tenant that were read as facts of a decision. An answer is empty if the facts do
 * not contain the row; otherwise it is the row, or its absence.
 */
public interface FetchedFacts {
  /** A membership of a user that was announced; it is read now, with the other facts. */
  Optional<Optional<Membership>> announcedMembership(OrgId org, UserId user);

  /** The extent to which the org of the facts is suspended; read now, with the other facts. */
  Optional<Suspension> suspension();

  /** A membership of a team. */
  Optional<Optional<Seat>> fetchedSeat(TeamId team, UserId user);

  /** A registered resource. */
  Optional<Optional<Resource>> fetchedResource(ResourceId id);

  /** A grant. */
  Optional<Optional<Grant>> fetchedGrant(Grant.Key key);
}
