package org.peerchallenge.engine;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What the engine's surroundings need of Spring. */
@Configuration
@EnableScheduling
class EngineConfiguration {}
