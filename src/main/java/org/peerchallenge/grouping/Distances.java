package org.peerchallenge.grouping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.core.io.ClassPathResource;

/**
 * Distances between the towns of authorities' main offices as the crow flies, from {@code
 * grouping/places.csv}; unknown for authorities that are not in it.
 */
final class Distances {

  private record Spot(double latitude, double longitude) {}

  private static final double RADIUS_IN_MILES = 3_958.8;

  private final Map<String, Spot> spots = new HashMap<>();

  static Distances ofMainOffices() {
    Distances distances = new Distances();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ClassPathResource("grouping/places.csv").getInputStream(),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              cells ->
                  distances.spots.put(
                      cells[0],
                      new Spot(Double.parseDouble(cells[2]), Double.parseDouble(cells[3]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return distances;
  }

  /** Miles between two authorities; empty where one is not known. */
  OptionalInt miles(String one, String other) {
    Spot a = spots.get(one);
    Spot b = spots.get(other);
    if (a == null || b == null) {
      return OptionalInt.empty();
    }
    double north = Math.toRadians(b.latitude() - a.latitude());
    double east =
        Math.toRadians(b.longitude() - a.longitude())
            * Math.cos(Math.toRadians((a.latitude() + b.latitude()) / 2));
    return OptionalInt.of((int) Math.round(RADIUS_IN_MILES * Math.hypot(north, east)));
  }
}
