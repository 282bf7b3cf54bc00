package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.bailiwick.permission.Role;

/**
 * A team as a file describes it.
 *
 * @param name unique in its org, in upper or lower case
 * @param description may be empty
 * @param maintainers its admins
 * @param members the members without the maintainers
 * @param repositories the names in lower case, and the team's role on each
 * @param children the teams inside it; their members also have the roles granted to this team
 */
record TeamFile(
    String name,
    String description,
    ImmutableList<Person> maintainers,
    ImmutableList<Person> members,
    ImmutableMap<String, Role> repositories,
    ImmutableList<TeamFile> children) {}
