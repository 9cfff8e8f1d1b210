/** A reporter for node --test: for each skipped test the line that says why, and nothing else. */
export default async function* skipped(source) {
  for await (const { type, data } of source) {
    if (type === "test:pass" && data.skip !== undefined)
      yield `${data.skip === true ? "no reason given" : data.skip}\n`;
  }
}
