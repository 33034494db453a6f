import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ typographer: true });
const months = "January February March April May June July August September October November December".split(" ");
const day = (text) => `${Number(text.slice(8, 10))} ${months[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;

export default function (config) {
  config.setQuietMode(true);
  config.setUseGitIgnore(false);
  config.addWatchTarget("./claims/");
  config.addPassthroughCopy({ "src/plain.css": "plain.css" });
  config.addFilter("markdown", (text) => markdown.render(text));
  config.addFilter("day", day);
  config.addFilter("minute", (text) => `${day(text)}, ${text.slice(11, 16)}`);
  return { dir: { input: "src" }, templateFormats: ["njk"] };
}
