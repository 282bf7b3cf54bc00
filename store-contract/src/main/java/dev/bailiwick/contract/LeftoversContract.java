package dev.bailiwick.contract;

import static dev.bailiwick.contract.World.DOC;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.COLLABORATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.Subjects;
import dev.bailiwick.grant.Effect;
import dev.bailiwick.id.Everyone;
import dev.bailiwick.id.ResourceRef;
import dev.bailiwick.id.UserId;
import dev.bailiwick.page.PageRequest;
import org.junit.jupiter.api.Test;

/** What a store still holds, although no use case leaves it there, gives nobody anything. */
interface LeftoversContract extends Contract {
  @Test
  default void what_was_an_erased_persons_own_is_nobodys() {
    World world = world();
    UserId ann = world.user("ann");
    UserId bob = world.user("bob");
    ResourceRef doc = DOC.id("1").in(ann);
    world.as(ann).grants().grant(COLLABORATOR, doc, Everyone.EVERYONE);
    assertThat(world.as(bob).may(READ, doc)).isTrue();
    world.system().users().erase(ann);
    new Rows(world.store())
        .grant(Rows.given(ann, DOC.id("1"), Everyone.EVERYONE, COLLABORATOR, Effect.ALLOW));
    assertThat(world.as(bob).may(READ, doc)).isFalse();
    Subjects subjects = world.system().access().lookupSubjects(READ, doc, PageRequest.first());
    assertThat(subjects.everyone()).isFalse();
    assertThat(subjects.users()).isEmpty();
  }
}
