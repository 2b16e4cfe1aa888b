package com.nextgen.ml.service.http;

import io.micronaut.http.HttpStatus;

/**
 * Why a request is refused before its body is read.
 *
 * @param detail what to do next, for the caller
 */
record Refusal(HttpStatus status, String detail) {}
