/** Base model where neither the command line nor a config names one. */
export const defaultModel = "gpt-4o-mini-2024-07-18";
