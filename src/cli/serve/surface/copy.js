// Buttons that copy what they carry.
export const copies = () => document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    // Only pages of this very machine may write to the clipboard: elsewhere the text is marked to be copied by hand.
    getSelection().selectAllChildren(document.getElementById(button.getAttribute("aria-describedby")));
    button.textContent = "Marked";
  }
  setTimeout(() => { button.textContent = before; }, 1500);
});
