/** The keys and roles of chat records, told by their bytes, read as little-endian numbers. */

export function isMessages(at: usize, length: usize): bool {
  return length == 8 && load<u64>(at) == 0x73656761_7373656d; // "messages"
}

export function isPreferred(at: usize, length: usize): bool {
  return length == 16 && load<u64>(at) == 0x65727265_66657270 && load<u64>(at, 8) == 0x74757074_756f5f64; // "preferre" "d_output"
}

export function isInput(at: usize, length: usize): bool {
  return length == 5 && load<u32>(at) == 0x75706e69 && load<u8>(at, 4) == 0x74; // "inpu" "t"
}

export function isRole(at: usize, length: usize): bool {
  return length == 4 && load<u32>(at) == 0x656c6f72; // "role"
}

export function isContent(at: usize, length: usize): bool {
  return length == 7 && load<u32>(at) == 0x746e6f63 && load<u32>(at, 3) == 0x746e6574; // "cont" "tent"
}

/** Whether the key holds calls of tools, whose arguments are JSON inside JSON. */
export function isCalls(at: usize, length: usize): bool {
  if (length == 10) return load<u64>(at) == 0x6c61635f_6c6f6f74; // "tool_cal"
  return length == 13 && load<u64>(at) == 0x6e6f6974_636e7566; // "function"
}

/** 1 assistant, 2 user, 3 system, 4 developer, 5 tool, 6 function; 0 for any other role. */
export function roleOf(at: usize, length: usize): i32 {
  const first = load<u32>(at);
  if (length == 9 && load<u64>(at) == 0x6e617473_69737361 && load<u8>(at, 8) == 0x74) return 1; // "assistan" "t"
  if (length == 4 && first == 0x72657375) return 2; // "user"
  if (length == 6 && first == 0x74737973 && load<u16>(at, 4) == 0x6d65) return 3; // "syst" "em"
  if (length == 9 && load<u64>(at) == 0x65706f6c_65766564 && load<u8>(at, 8) == 0x72) return 4; // "develope" "r"
  if (length == 4 && first == 0x6c6f6f74) return 5; // "tool"
  if (length == 8 && load<u64>(at) == 0x6e6f6974_636e7566) return 6; // "function"
  return 0;
}
