package org.peerchallenge.tasklist.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * Tasklist's modules as few files, each under an address that changes with what it says: what
 * Tasklist starts with is one, and what is asked for later is a file each. On a slow line a module
 * of its own costs its own way there and back, and another to ask whether it changed.
 *
 * <p>They are put together as the module system would: each is a function that hands out what it
 * exports, in an order in which whatever is imported stands before. So a module here exports
 * functions, classes and constants by name where they are declared, and imports at its beginning.
 */
@Component
class ScriptBundle {

  /** Under which the browser asks for what it starts with. */
  static final String NAME = "peer-challenge.js";

  private static final String FOLDER =
      "classpath:META-INF/resources/webjars/camunda/app/tasklist/scripts/";
  private static final String FIRST = "all.js";

  /** Loaded by the vendor's own means when its modules stand; part of the start all the same. */
  private static final String BEFORE_START = "before-start.js";

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]+}|\\* as \\w+) from '\\./([\\w-]+\\.js)';$");
  private static final Pattern LATER = Pattern.compile("\\bimport\\('\\./([\\w-]+\\.js)'\\)");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|const|class) (\\w+))");
  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile("(?m)^(?:import(?!\\()|export)\\b.*");

  private final Map<String, String> modules = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private final String version;

  ScriptBundle() throws IOException {
    for (Resource script :
        new PathMatchingResourcePatternResolver().getResources(FOLDER + "peer-challenge/*.js")) {
      modules.put(script.getFilename(), light(script));
    }
    version =
        DigestUtils.md5DigestAsHex(
                String.join("\n", modules.values()).getBytes(StandardCharsets.UTF_8))
            .substring(0, 12);
    List<String> start = new ArrayList<>();
    addWithImports(BEFORE_START, start);
    addWithImports(FIRST, start);
    files.put(NAME, bundle(start));
    // Cockpit and Admin share a few of these, each for itself.
    start.forEach(name -> files.put("peer-challenge/" + name, module(name)));
    modules.keySet().stream()
        .filter(name -> !start.contains(name))
        .forEach(name -> files.put(name, later(name, start, "./")));
    files.put("peer-challenge/" + BEFORE_START, later(BEFORE_START, start, "../"));
    files.put(
        "config.js",
        light(new PathMatchingResourcePatternResolver().getResource(FOLDER + "config.js"))
            .replace("./peer-challenge/" + FIRST, "./" + address(NAME)));
  }

  /**
   * A script as the browser gets it, without comments and indentation, which are for people and a
   * third of the weight. So a text over several lines must not count on its indentation.
   *
   * @param path below the folder of the scripts, as {@code config.js}
   */
  Optional<String> script(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Changes with every change of a module. */
  String version() {
    return version;
  }

  private String address(String name) {
    return name + "?v=" + version;
  }

  private void addWithImports(String name, List<String> order) {
    IMPORT
        .matcher(module(name))
        .results()
        .map(one -> one.group(2))
        .filter(imported -> !order.contains(imported))
        .forEach(imported -> addWithImports(imported, order));
    if (!order.contains(name)) {
      order.add(name);
    }
  }

  private String bundle(List<String> start) {
    return start.stream()
            .filter(name -> !name.equals(FIRST) && !name.equals(BEFORE_START))
            .map(name -> "%s=(()=>{\n%s\n})();\n".formatted(held(name), asFunction(name)))
            .collect(Collectors.joining("", "export const m = {};\n", ""))
        // The one module that waits for something while it starts.
        + "await (async () => {\n%s\n})();\n".formatted(asFunction(FIRST));
  }

  /** A module for itself, which finds what the start has loaded already there. */
  private String later(String name, List<String> start, String folder) {
    return "import { m } from '%s%s';\n".formatted(folder, address(NAME))
        + IMPORT
            .matcher(addresses(module(name)))
            .replaceAll(
                one ->
                    Matcher.quoteReplacement(
                        start.contains(one.group(2))
                            ? fromBundle(one)
                            : one.group().replace(one.group(2), address(one.group(2)))));
  }

  private String asFunction(String name) {
    String text =
        IMPORT.matcher(module(name)).replaceAll(one -> Matcher.quoteReplacement(fromBundle(one)));
    List<String> exported = EXPORT.matcher(text).results().map(one -> one.group(2)).toList();
    String inside = addresses(EXPORT.matcher(text).replaceAll("$1"));
    NOT_UNDERSTOOD
        .matcher(inside)
        .results()
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalStateException(
                  "The bundle does not understand “%s” in %s".formatted(line.group(), name));
            });
    return inside
        + (exported.isEmpty() ? "" : "\nreturn {%s};".formatted(String.join(",", exported)));
  }

  /** {@code import { a as b } from './c.js'} as {@code const {a:b}=m.c}. */
  private static String fromBundle(MatchResult one) {
    String what = one.group(1).replaceAll("^\\* as ", "").replace(" as ", ":").replace(" ", "");
    return "const %s=%s;".formatted(what, held(one.group(2)));
  }

  /** Where the first file holds what a module exports; short, since it stands there often. */
  private static String held(String name) {
    return "m." + name.replace(".js", "").replace('-', '_');
  }

  private String addresses(String text) {
    return LATER
        .matcher(text)
        .replaceAll(
            one -> Matcher.quoteReplacement("import('./%s')".formatted(address(one.group(1)))));
  }

  private String module(String name) {
    if (!modules.containsKey(name)) {
      throw new IllegalStateException("There is no script " + name);
    }
    return modules.get(name);
  }

  private static String light(Resource script) throws IOException {
    return script
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .collect(Collectors.joining("\n"));
  }
}
