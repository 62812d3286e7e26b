package org.peerchallenge.benchmark.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** England, its regions and its authorities, by DfE number. */
final class Areas {

  /** Words that many names share and that publishers leave out or put in. */
  private static final Set<String> EVERYWHERE =
      Set.of(
          "and", "of", "the", "upon", "on", "in", "city", "county", "council", "borough", "royal",
          "st");

  /**
   * The words of the names of others.
   *
   * @param all every area's, of those that ended long ago too, with the numbers that have it
   * @param authorities today's; the City of London's one word stands in names of other boroughs
   */
  private record Names(Map<Set<String>, Set<String>> all, Set<Set<String>> authorities) {

    static final Names NONE = new Names(Map.of(), Set.of());

    void add(Set<String> words, String number) {
      all.computeIfAbsent(words, one -> new HashSet<>()).add(number);
    }

    /** Whether the words are another area's name, or that of several authorities together. */
    boolean haveAnother(Set<String> words, Set<String> own, String number) {
      return all.containsKey(words) && !all.get(words).contains(number)
          || authorities.stream()
              .anyMatch(other -> words.containsAll(other) && !own.containsAll(other));
    }
  }

  private final Names names = new Names(new HashMap<>(), new HashSet<>());

  /** One area. */
  static final class Area {

    final String dfeNumber;
    final String name;
    final String region;
    final int index;

    /** The last day of one that ended; null for all others. */
    private final LocalDate ended;

    private final String now;
    private final Set<String> words;
    private final Set<String> regionWords;
    private final Names names;
    private String lastName;
    private String lastRegion;
    private final Map<String, Boolean> namesSeen = new HashMap<>();
    private final Map<String, Boolean> regionsSeen = new HashMap<>();

    private Area(String dfeNumber, String name, String region, int index, Names names) {
      this.dfeNumber = dfeNumber;
      this.name = name;
      this.region = region;
      this.index = index;
      this.names = names;
      String[] former =
          FORMER.stream().filter(one -> one[0].equals(dfeNumber)).findFirst().orElse(null);
      this.ended = former == null ? null : LocalDate.parse(former[3]);
      this.now = former == null ? "" : former[4].replace("\"", "");
      this.words = words(name);
      this.regionWords = region == null ? Set.of() : words(region);
    }

    /**
     * Why a figure of a period can hardly be this authority's; null when it may be. Publishers give
     * the year in which an authority ends, and the one after it, in either way.
     */
    String afterItsEnd(LocalDate periodEnd) {
      return ended != null && periodEnd.isAfter(ended.plusYears(1))
          ? "this authority ended on " + EnglishText.day(ended) + ", and is now " + now
          : null;
    }

    /**
     * Whether a name is this area's: publishers write “Bristol, City of” in several ways. Another
     * area's own name is not, as North Lincolnshire is not North East Lincolnshire.
     */
    boolean isCalled(String other) {
      if (other.equals(lastName)) {
        return true;
      }
      boolean called = seen(namesSeen, other, words, names, dfeNumber);
      lastName = called ? other : lastName;
      return called;
    }

    /** Whether a name is that of the region that this authority is in; London has three. */
    boolean isIn(String otherRegion) {
      if (region == null || otherRegion.equals(lastRegion)) {
        return true;
      }
      boolean in = seen(regionsSeen, otherRegion, regionWords, Names.NONE, dfeNumber);
      lastRegion = in ? otherRegion : lastRegion;
      return in;
    }

    private static boolean seen(
        Map<String, Boolean> seen, String other, Set<String> own, Names names, String number) {
      Boolean known = seen.get(other);
      if (known == null) {
        Set<String> words = words(other);
        known =
            words.equals(own)
                || !words.isEmpty()
                    && !names.haveAnother(words, own, number)
                    && (own.containsAll(words) || words.containsAll(own));
        // Rubbish in a file must not fill the memory.
        if (seen.size() < 50) {
          seen.put(other, known);
        }
      }
      return known;
    }

    private static Set<String> words(String name) {
      return Arrays.stream(
              name.toLowerCase(Locale.UK).replace("’", "").replace("'", "").split("[^a-z]+"))
          .filter(word -> word.length() > 1 && !EVERYWHERE.contains(word))
          .collect(Collectors.toSet());
    }
  }

  private static final List<String[]> CODES = codes();

  private static final List<String[]> FORMER =
      lines("/figures/former-authorities.csv").map(line -> line.split(",", 5)).toList();

  private final Map<String, Area> byNumber = new HashMap<>();
  private final Map<String, Area> byOnsCode = new HashMap<>();

  Areas(JdbcClient jdbc) {
    List<Area> all =
        jdbc.sql("select dfe_number, name, region from figure_area order by dfe_number")
            .query(
                (row, n) ->
                    new Area(
                        row.getString("dfe_number"),
                        row.getString("name"),
                        row.getString("region"),
                        n,
                        names))
            .list();
    FORMER.forEach(one -> names.add(Area.words(one[2]), one[0]));
    for (Area area : all) {
      byNumber.put(area.dfeNumber, area);
      names.add(area.words, area.dfeNumber);
      if (area.region != null && !area.words.equals(Set.of("london"))) {
        names.authorities.add(area.words);
      }
    }
    jdbc.sql("select ons_code, dfe_number from figure_area where ons_code is not null")
        .query(
            row -> {
              byOnsCode.put(row.getString(1), byNumber.get(row.getString(2)));
            });
    for (String[] code : CODES) {
      if (byNumber.containsKey(code[0])) {
        byOnsCode.put(code[1], byNumber.get(code[0]));
      }
    }
  }

  /** The area of that number; null when it is none of ours. */
  Area find(String dfeNumber) {
    return byNumber.get(dfeNumber);
  }

  /**
   * The area of that code of the Office for National Statistics, of today or before a change of
   * boundary; null when none of ours has it.
   */
  Area findByOnsCode(String onsCode) {
    return byOnsCode.get(onsCode);
  }

  /** Whether a name is that of several authorities published together. */
  boolean isOfSeveral(String name) {
    Set<String> words = Area.words(name);
    List<Set<String>> within =
        names.authorities.stream().filter(words::containsAll).distinct().toList();
    return !names.all.containsKey(words)
        && within.stream()
                .filter(one -> within.stream().noneMatch(more -> isWithin(one, more)))
                .count()
            > 1;
  }

  private static boolean isWithin(Set<String> one, Set<String> other) {
    return !one.equals(other) && other.containsAll(one);
  }

  /** The one authority of that name; null when none has it, or more than one. */
  Area findByName(String name) {
    List<Area> called =
        byNumber.values().stream()
            .filter(area -> area.region != null && area.isCalled(name))
            .toList();
    return called.size() == 1 ? called.get(0) : exact(called, name);
  }

  private static Area exact(List<Area> called, String name) {
    return called.stream()
        .filter(area -> area.name.equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * In words that an authority has ended, and who came after it; empty when it is none of those
   * that have.
   *
   * @param numberOrCode its DfE number or code
   */
  static String former(String numberOrCode) {
    return FORMER.stream()
        .filter(one -> one[0].equals(numberOrCode) || one[1].equals(numberOrCode))
        .findFirst()
        .map(
            one ->
                ": "
                    + one[2]
                    + " ended on "
                    + EnglishText.day(LocalDate.parse(one[3]))
                    + ", now "
                    + one[4].replace("\"", ""))
        .orElse("");
  }

  private static List<String[]> codes() {
    return lines("/figures/area-codes.csv").map(line -> line.split(",")).toList();
  }

  private static Stream<String> lines(String resource) {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                Areas.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return file.lines().skip(1).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("The codes of the areas cannot be read", e);
    }
  }
}
