export { largestSealed } from './envelope'
