package org.peerchallenge.change;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.WorkGroups;
import org.peerchallenge.engine.CaseWords;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of cases, candidate groups and people for whoever looks at a change of the process. */
@Component
public class ChangeWords implements CaseWords {

  private final Cycles cycles;
  private final Region region;
  private final JdbcClient jdbc;

  ChangeWords(Cycles cycles, Region region, JdbcClient jdbc) {
    this.cycles = cycles;
    this.region = region;
    this.jdbc = jdbc;
  }

  @Override
  public String about(String businessKey) {
    try {
      return cycles.title(businessKey);
    } catch (IllegalArgumentException | NoSuchElementException e) {
      // A case of no year, entry or group, such as a change of a case; or one that is gone.
      return businessKey;
    }
  }

  @Override
  public String who(String candidate) {
    Optional<String> group =
        jdbc.sql("select name_ from act_id_group where id_ = :id and name_ <> ''")
            .param("id", candidate)
            .query(String.class)
            .optional();
    return group
        .filter(name -> !name.equals(candidate))
        .or(() -> region.findPerson(candidate).map(Person::name))
        .or(() -> WorkGroups.words(candidate))
        .orElse(candidate);
  }

  /** The same for ids that are joined by commas. */
  public String all(String candidates) {
    return Arrays.stream(candidates.split(", "))
        .map(this::who)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
