export { TextControls as LayoutChoice } from './TextControls.tsx';
