// Runs before the first paint, as a file of our own because the content security policy forbids inline scripts:
// without it a person in the dark theme would see a white flash at every load.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const choice = read("hub.theme");
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.lang = read("hub.language") === "en" ? "en" : "zh-CN";
})();
