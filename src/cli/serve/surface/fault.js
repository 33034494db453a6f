// A page that stands in for one that cannot be shown: it goes when that can.
import { copies } from "./copy.js";
import { watch } from "./watch.js";

const { view, page, notes } = document.body.dataset;
copies();
watch(view, (state) => {
  if (state.page !== page || state.notes !== notes) location.reload();
});
