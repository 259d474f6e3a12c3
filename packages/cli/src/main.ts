export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.write(JSON.stringify(argv) + process.version + "\n");
  return 3;
}
