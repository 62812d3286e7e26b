package org.peerchallenge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Stock Camunda as its documentation begins it; started by {@link StockBenchmark} with its jars.
 */
@EnableAutoConfiguration
public class StockApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(StockApplication.class, arguments);
  }
}
