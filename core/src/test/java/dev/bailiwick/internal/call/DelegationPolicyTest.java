package dev.bailiwick.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.bailiwick.audit.Event;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The calls that a service account can make for a person: a call that is added is closed until it
 * is named here.
 */
class DelegationPolicyTest {
  @Test
  void every_event_is_closed_to_an_agent_but_these() {
    Set<String> open =
        Sets.union(Event.changes(), Event.questions()).stream()
            .filter(DelegationPolicy::opens)
            .map(Event::name)
            .collect(Collectors.toSet());
    assertThat(open)
        .containsExactlyInAnyOrder(
            "may", "require", "resource.read", "resource.delete", "agent.revoke");
  }

  @Test
  void an_event_that_this_version_does_not_declare_is_closed() {
    assertThat(DelegationPolicy.opens(Event.of("resource.publish"))).isFalse();
  }
}
