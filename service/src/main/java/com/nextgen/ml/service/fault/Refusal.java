package com.nextgen.ml.service.fault;

/**
 * Why something is not answered.
 *
 * @param code of the catalogue
 * @param detail what to do next, for the caller
 */
public record Refusal(ErrorCode code, String detail) {}
