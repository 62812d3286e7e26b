package org.peerchallenge.benchmark.imports;

import java.util.Optional;

/**
 * What people said of a file that it does not say itself.
 *
 * @param mapping which of its columns are which indicators
 * @param modelYear which year's model of statistical neighbours it is
 * @param indicator of which indicator a table of the interactive tool is
 * @param commas what a comma within a number means
 */
record Decisions(
    Optional<Mapping> mapping,
    Optional<Integer> modelYear,
    Optional<String> indicator,
    Optional<Commas> commas) {}
